process.on('SIGTERM', () => process.exit(0));
setInterval(() => undefined, 1000);
