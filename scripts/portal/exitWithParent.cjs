// Loaded into the backend by start.mjs: when that process is gone without a word, the backend ends as on a signal.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
