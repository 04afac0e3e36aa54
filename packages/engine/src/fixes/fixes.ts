import { addHealthcheck } from './addHealthcheck';
import { addUser } from './addUser';
import { cleanPackageCache } from './cleanPackageCache';
import { completeIgnoreFile } from './completeIgnoreFile';
import { copyInsteadOfAdd } from './copyInsteadOfAdd';
import { Fix } from './fix';
import { pinStopSignal } from './pinStopSignal';
import { useExecForm } from './useExecForm';

/** Every fix, in the order they are applied. */
export const fixes: readonly Fix[] = [
  completeIgnoreFile,
  copyInsteadOfAdd,
  cleanPackageCache,
  addUser,
  addHealthcheck,
  pinStopSignal,
  useExecForm,
];

/**
 * Ids of the checks that `planFixes` can mend.
 *
 * @public
 */
export const fixableChecks: readonly string[] = fixes.map(({ check }) => check);
