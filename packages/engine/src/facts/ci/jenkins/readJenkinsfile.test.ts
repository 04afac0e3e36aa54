import fc from 'fast-check';
import { repositoryFromFiles } from '../../../evidence/repositoryFromFiles';
import { Fact, FactInput } from '../../../contract/fact';
import { Observation } from '../../../contract/observation';
import { defaultOrganisation } from '../../../organisation/organisation';
import { CiModel } from '../model/pipeline';
import { pipelines } from '../pipelines';

function readCi(text: string): CiModel {
  const input: FactInput = {
    subject: { name: 'x' },
    evidence: { repository: repositoryFromFiles({ files: { Jenkinsfile: text } }) },
    organisation: defaultOrganisation,
    now: new Date('2026-01-01'),
  };
  const read = <T>(fact: Fact<T>): Observation<T> => fact.derive(input, read);
  const model = read(pipelines);
  if (model.status !== 'present') throw new Error(model.status);
  return model.value;
}

describe('pipelines of Jenkins', () => {
  it('reads the steps of Windows agents', () => {
    const model = readCi(`
pipeline {
  agent { label 'windows' }
  stages {
    stage('Image') {
      steps {
        bat 'docker build -t registry.example.com/web:%GIT_COMMIT% src'
        powershell(script: 'docker push registry.example.com/web:$env:GIT_COMMIT')
      }
    }
  }
}
`);
    expect(model.builds).toMatchObject([{ tags: ['registry.example.com/web:${GIT_COMMIT}'] }]);
    expect(model.pushes).toHaveLength(1);
  });

  it('reads a declarative pipeline', () => {
    const model = readCi(`pipeline {
  agent { kubernetes { label 'builder' } }
  triggers { cron('H 3 * * 1') }
  options { timeout(time: 1, unit: 'HOURS') }
  environment {
    IMAGE = 'registry.example.com/app'
    TOKEN = credentials('npm')
  }
  stages {
    // stage('Old') { steps { sh 'x' } }
    stage('Test') {
      steps { sh 'npm test' }
    }
    stage('Image') {
      when { branch 'main' }
      steps {
        sh '''
          docker build --build-arg TOKEN=$TOKEN -t $IMAGE:$GIT_COMMIT .
          docker push $IMAGE:$GIT_COMMIT
        '''
      }
    }
    stage('Deploy production') {
      input { message 'Go?' }
      steps { sh "helm upgrade app chart" }
    }
  }
}
`);
    const [pipeline] = model.pipelines;
    expect(
      pipeline!.jobs.map(({ id, line, needs, manual }) => [id, line, needs.join(), manual]),
    ).toEqual([
      ['Test', 11, '', false],
      ['Image', 14, 'Test', false],
      ['Deploy production', 23, 'Image', true],
    ]);
    expect(pipeline!.triggers.map(({ kind }) => kind)).toEqual([
      'push',
      'pull-request',
      'schedule',
    ]);
    expect(pipeline!.jobs[0]).toMatchObject({
      runner: { kind: 'self-hosted', labels: ['kubernetes', 'builder'] },
      timeoutMinutes: { resolved: true, value: 60 },
    });
    expect(model.builds).toMatchObject([
      { line: 18, tags: ['registry.example.com/app:$GIT_COMMIT'] },
    ]);
    expect(model.builds[0]!.pushTriggers.map(({ kind }) => kind)).toEqual(['push', 'schedule']);
    expect([...model.builds[0]!.secretArgs.keys()]).toEqual(['TOKEN']);
    expect(model.deployments).toMatchObject([{ tool: 'helm', environment: 'production' }]);
    expect(model.isBefore(model.builds[0]!, model.deployments[0]!)).toBe(true);
  });

  it('reads the Docker plugin, and says of a scripted pipeline that it is not read', () => {
    const { builds } = readCi(`pipeline { agent any
 stages { stage('a') { steps { script { def i = docker.build("acme/app:1", "-f D .")\n i.push() } } } } }`);
    expect(builds).toMatchObject([
      { tags: ['acme/app:1'], pushTriggers: [{ kind: 'push' }, { kind: 'pull-request' }] },
    ]);
    expect(readCi("node { stage('a') { sh 'docker build .' } }").unread).toMatchObject([
      { system: 'jenkins' },
    ]);
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        'pipeline {\n',
        "stage('a') {\n",
        "sh '",
        "'''",
        '}\n',
        'when { ',
        "branch 'x'",
        'agent { ',
        'environment {\n',
        'A = B\n',
        'docker.build("',
        '/*',
        '*/',
        '//',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const model = readCi(`pipeline {\n${pieces.join('')}`);
        expect(model.pipelines.length + model.unread.length).toBe(1);
      }),
    );
  });
});
