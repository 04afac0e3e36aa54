import type { Response } from 'express';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { clientSignal } from './clientSignal';

const response = () => new ServerResponse(new IncomingMessage(new Socket())) as Response;

describe('clientSignal', () => {
  it('aborts when the client leaves', () => {
    const res = response();
    const signal = clientSignal(res);
    expect(signal.aborted).toBe(false);
    res.emit('close');
    expect(signal.reason).toMatchObject({ statusCode: 499 });
  });

  it('is aborted when the client has left already', () => {
    const res = response();
    res.destroy();
    expect(clientSignal(res).aborted).toBe(true);
  });
});
