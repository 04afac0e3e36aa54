import express from 'express';
import { limits } from '../limits';

/** Reads a small JSON body. Stands behind the access check: strangers make us read nothing. */
export const jsonBody = express.json({ limit: limits.restBodyBytes });
