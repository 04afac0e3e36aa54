const ms = value => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

function row(what, value, goal) {
  console.log(`${what.padEnd(52)} ${String(value).padStart(12)}   ${goal ?? ''}`);
}

/** Prints all figures as tables. */
export function printReport({
  machine,
  dockerfiles,
  repositories,
  growth,
  hostile,
  fleet,
  binary,
  tools,
  loadAfter,
}) {
  const { typical, labelled, evidenceFiles, cpu } = repositories;
  console.log(
    `\n${machine.cpu}, ${machine.cores} cores, ${machine.gigabytes} GB, Node.js ${machine.node}, commit ${machine.commit}; load ${machine.load.toFixed(1)} before and ${loadAfter.toFixed(1)} after\n`,
  );
  row(
    `Dockerfile parse and facts, p50 of ${dockerfiles.count}`,
    ms(dockerfiles.p50),
    'goal 0.3 ms',
  );
  row('Dockerfile parse and facts, p99', ms(dockerfiles.p99), 'goal 2 ms');
  row(`Typical repository (${evidenceFiles} evidence files), p50`, ms(typical.p50), 'goal 10 ms');
  row('Typical repository, mean', ms(typical.mean));
  row('Typical repository, mean CPU time', ms(cpu));
  row('Typical repository, p99', ms(typical.p99));
  row(`Labelled repository, p50 of ${labelled.count}`, ms(labelled.p50));
  row('Labelled repository, p99', ms(labelled.p99));
  row(
    `${fleet.repositories} repositories in 2 processes`,
    `${fleet.seconds.toFixed(1)} s`,
    'goal 60 s for 10000',
  );
  row('  CPU time of both', `${fleet.cpuSeconds.toFixed(1)} s`);
  row('  of it, making the repositories', `${fleet.makingSeconds.toFixed(1)} s`);
  row('  peak memory of both', `${Math.round(fleet.megabytes)} MB`, 'goal 400 MB');
  row(`lens check from a cold process, median of ${binary.runs}`, ms(binary.median), 'goal 600 ms');
  row('  best and worst', `${Math.round(binary.best)}/${Math.round(binary.worst)} ms`);
  console.log('\nGrowth: milliseconds at n, 2n, 4n and 8n (3 doublings are linear)');
  for (const { what, sizes, times, doublings } of growth) {
    console.log(
      `  ${`${what}, n = ${sizes[0]}`.padEnd(42)} ${times.map(time => time.toFixed(1).padStart(8)).join('')}   ${doublings.toFixed(1)}`,
    );
  }
  console.log('\nRepositories made to take long');
  for (const { what, milliseconds } of hostile) row(`  ${what}`, ms(milliseconds));
  printTools(tools);
}

function printTools({ corpus, lens, others }) {
  console.log(`\nOther tools, on the same ${corpus} Dockerfiles in one process`);
  row('  Container Lens (all checks)', `${ms(lens.perFile)}/file`);
  for (const { tool, version, problem, perFile, alone, agreement } of others) {
    if (problem) {
      console.log(`  !! ${tool} is NOT INSTALLED: ${problem}`);
      continue;
    }
    row(
      `  ${tool} ${version}`,
      `${ms(perFile)}/file`,
      `${Math.round(alone)} ms for one file from a cold process`,
    );
    console.log(
      `     ${'check'.padEnd(34)}${'rules'.padEnd(36)}${['both', 'neither', 'ours', 'theirs', 'open'].map(h => h.padStart(8)).join('')}`,
    );
    for (const { check, rules, both, neither, ours, theirs, open } of agreement) {
      console.log(
        `     ${check.padEnd(34)}${rules.join(' ').padEnd(36)}${[both, neither, ours, theirs, open].map(n => String(n).padStart(8)).join('')}`,
      );
    }
  }
}
