import { responseError } from '../__testUtils__/responseError';
import { describeFailure } from './describeFailure';

describe('describeFailure', () => {
  it('tells a missing right and a missing entity from other failures', () => {
    expect(describeFailure(responseError(403, 'NotAllowedError', 'no'))).toEqual({
      kind: 'forbidden',
      message: 'no',
    });
    expect(describeFailure(responseError(404, 'NotFoundError', 'gone'))).toEqual({
      kind: 'missing',
      message: 'gone',
    });
    expect(describeFailure(responseError(500, 'Error', 'broken'))).toEqual({
      kind: 'failed',
      message: 'broken',
    });
    expect(describeFailure(new Error('offline'))).toEqual({ kind: 'failed', message: 'offline' });
    expect(describeFailure(Object.assign(new Error('no'), { name: 'NotAllowedError' })).kind).toBe(
      'forbidden',
    );
  });
});
