/** Small hand-written texts for formats and corners that the examples of checks do not show; path to texts. */
export const seeds: Readonly<Record<string, readonly string[]>> = {
  Dockerfile: [
    '# syntax=docker/dockerfile:1\nARG V=22\nFROM --platform=$BUILDPLATFORM node:${V:-20}-slim AS build\nWORKDIR /app\nCOPY --link package*.json ./\nRUN --mount=type=cache,target=/root/.npm --mount=type=secret,id=npm,required npm ci && \\\n  # a comment\n  npm cache clean --force\nFROM build AS test\nRUN <<EOF\nset -e\nnpm test || exit 1\nEOF\nFROM gcr.io/distroless/nodejs22@sha256:0000000000000000000000000000000000000000000000000000000000000000\nCOPY --from=build --chown=65532:65532 /app /app\nHEALTHCHECK --interval=10s --timeout=3s CMD ["node", "health.js"]\nUSER 65532\nSTOPSIGNAL SIGTERM\nENTRYPOINT ["node"]\nCMD ["server.js"]\n',
    '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN Invoke-WebRequest https://a.example/x.zip -OutFile c:\\x.zip; `\n  Expand-Archive c:\\x.zip\nCMD c:\\a.exe\n',
    'FROM alpine\nCOPY <<-"A" <<B /etc/\n\tone $X\nA\ntwo $X\nB\nONBUILD RUN echo ${X:+y} ${X#a*} ${X/a/b}\nADD --checksum=sha256:00 https://a.example/b.tgz git@github.com:a/b.git#v1 /\nRUN ["sh", "-c", "apk add --no-cache curl && curl -fsSL https://a.example | sh"]\n',
  ],
  '.dockerignore': ['# a\n*\n!src/**\n**/*.md\n!README.md\n/a[b-d]?\\*\n', '**/**/**\n!**\n'],
  '.github/workflows/a.yml': [
    'name: a\non:\n  push: { branches: [main, "release/**"], tags: ["v*"], paths-ignore: ["**.md"] }\n  pull_request:\n  schedule: [{ cron: "0 3 * * 1" }]\n  workflow_call: { inputs: { env: { type: string, default: dev } } }\nenv: { IMAGE: "ghcr.io/a/b" }\npermissions: { contents: read, id-token: write }\nconcurrency: { group: "x-${{ github.ref }}", cancel-in-progress: true }\njobs:\n  build:\n    runs-on: ${{ matrix.os }}\n    strategy: { matrix: { os: [ubuntu-24.04, ubuntu-24.04-arm], include: [{ os: self-hosted, x: 1 }], exclude: [{ os: a }] } }\n    outputs: { tag: "${{ steps.m.outputs.version }}" }\n    steps:\n      - uses: actions/checkout@v4\n      - id: m\n        uses: docker/metadata-action@v5\n        with: { images: "${{ env.IMAGE }}", tags: "type=semver,pattern={{version}}\\ntype=sha" }\n      - if: github.event_name != \'pull_request\' && startsWith(github.ref, format(\'refs/{0}/\', \'tags\'))\n        uses: docker/build-push-action@v6\n        with: { push: "${{ github.ref == \'refs/heads/main\' || contains(fromJSON(\'[\\"a\\"]\'), github.actor) }}", tags: "${{ steps.m.outputs.tags }}", cache-to: "type=gha,mode=max" }\n      - run: |\n          make push VERSION=${GITHUB_SHA::7}\n          ./scripts/deploy.sh "$IMAGE" || true\n  deploy:\n    needs: [build]\n    uses: ./.github/workflows/b.yml\n    with: { tag: "${{ needs.build.outputs.tag }}" }\n    secrets: inherit\n',
  ],
  '.gitlab-ci.yml': [
    'include:\n  - local: a.yml\n  - project: a/b\n    file: [c.yml]\n  - template: Jobs/SAST.gitlab-ci.yml\nvariables: { IMAGE: "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA", D: { value: "a", description: b } }\nworkflow:\n  rules: [{ if: \'$CI_PIPELINE_SOURCE == "merge_request_event" && $A =~ /^v\\d+/ || ($B != null)\' }, { when: never }]\ndefault: { image: "docker:27", services: ["docker:27-dind"], before_script: [docker login -u a -p "$P"] }\n.base: &base\n  script: [a]\nbuild:\n  extends: [.base, .other]\n  <<: *base\n  parallel: { matrix: [{ A: [a, b] }] }\n  rules: [!reference [.base, rules], { if: $CI_COMMIT_TAG, changes: ["**/*"], when: manual }]\n  script:\n    - !reference [.base, script]\n    - |\n      docker build -t "$IMAGE" . && docker push "$IMAGE"\n  needs: [{ job: a, artifacts: true }]\n  environment: { name: production/$X, url: https://a.example }\nchild:\n  trigger: { include: [{ local: b.yml }] }\n',
  ],
  'buildspec.yml': [
    'version: 0.2\nenv:\n  variables: { A: b }\n  parameter-store: { T: /a/b }\n  secrets-manager: { P: "a:b:c" }\n  exported-variables: [TAG]\nbatch:\n  build-matrix: { dynamic: { env: { image: [a, b] } } }\n  build-graph: [{ identifier: a, depend-on: [b], buildspec: b.yml }]\nphases:\n  install: { runtime-versions: { nodejs: 22 }, commands: ["n 22"] }\n  pre_build: { on-failure: ABORT, commands: ["aws ecr get-login-password | docker login --username AWS --password-stdin $R"] }\n  build: { commands: ["docker build -t $R:${CODEBUILD_RESOLVED_SOURCE_VERSION:0:8} ."], finally: [echo] }\n  post_build: { commands: ["if [ \\"$CODEBUILD_BUILD_SUCCEEDING\\" = 1 ]; then docker push $R; fi"] }\nartifacts: { files: [imagedefinitions.json] }\ncache: { paths: ["/root/.m2/**/*"] }\n',
  ],
  Jenkinsfile: [
    "pipeline {\n  agent { docker { image 'node:22' } }\n  environment { IMAGE = \"a/b:${env.BUILD_NUMBER}\" }\n  stages {\n    stage('build') {\n      when { branch 'main' }\n      steps {\n        sh '''\n          docker build -t a .\n        '''\n        script { docker.build(\"${IMAGE}\").push() }\n      }\n    }\n  }\n}\n",
  ],
  'docker-bake.hcl': [
    'variable "TAG" { default = "dev" }\nfunction "tag" {\n  params = [name]\n  result = ["a/${name}:${TAG}"]\n}\ngroup "default" { targets = ["app", "db"] }\ntarget "_base" { platforms = ["linux/amd64", "linux/arm64"] }\ntarget "app" {\n  inherits = ["_base", "app"]\n  matrix = { v = ["a", "b"] }\n  name = "app-${v}"\n  args = { V = v == "a" ? upper(v) : "${TAG}" }\n  tags = tag("app")\n  contexts = { base = "target:db" }\n}\ntarget "db" { dockerfile-inline = <<EOT\nFROM alpine\nEOT\n}\n',
  ],
  Makefile: [
    'TAG ?= $(shell git rev-parse HEAD)\nIMAGE := a/b\ndefine X\na\nendef\n.PHONY: push\nifeq ($(A),b)\ninclude b.mk\nendif\npush: build $(patsubst %.c,%.o,a.c)\n\t@docker push $(IMAGE):$(TAG); \\\n\t  echo $$HOME\nbuild:\n\t-$(MAKE) -C sub all\n%.o: %.c ; cc $< -o $@\n',
  ],
  'entrypoint.sh': [
    '#!/bin/bash\nset -euo pipefail\n: "${PORT:=8080}" ${X:+-a} ${Y//a/b} $((1 + 2)) `date`\ntrap \'kill -TERM $child\' TERM INT\nif [ "$1" = migrate ] || [[ $2 == a* ]]; then\n  exec node migrate.js\nelif test -f a; then :; fi\ncase "$1" in\n  -*) set -- node "$@" ;;\n  web|worker) exec gosu app "$@" ;;\n  *) ;;\nesac\nfor f in /docker-entrypoint.d/*; do . "$f"; done\nwhile read -r a; do echo "$a"; done <<EOF | tee b\n$(cat c)\nEOF\nstart() { local x=1; node server.js & child=$!; wait $child; }\nuntil nc -z db 5432; do sleep 1; done\nselect a in b; do break; done\nstart "$@" > >(cat) 2>&1\nexec "$@"\n',
  ],
  'template.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"\nTransform: AWS::Serverless-2016-10-31\nParameters: { Env: { Type: String, Default: dev, AllowedValues: [dev, prod] } }\nMappings: { M: { dev: { a: 1 } } }\nConditions: { P: !And [!Equals [!Ref Env, prod], !Not [!Condition Q]], Q: !Condition P }\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Condition: P\n    Properties:\n      Cpu: !If [P, 512, !FindInMap [M, !Ref Env, a]]\n      ContainerDefinitions:\n        - Name: a\n          Image: !Sub ["${R}:${Tag}", { R: !GetAtt Repo.RepositoryUri, Tag: !Select [0, !Split ["-", !Ref Env]] }]\n          Environment: [{ Name: A, Value: !Join ["", [a, !ImportValue b]] }]\n  Repo: { Type: AWS::ECR::Repository, Properties: { ImageTagMutability: IMMUTABLE, LifecyclePolicy: { LifecyclePolicyText: \'{"rules":[]}\' } } }\n  "Fn::ForEach::X": [N, [a, b], { "Q${N}": { Type: AWS::SQS::Queue } }]\n  Nested: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: template.yaml, Parameters: { Env: prod } } }\n',
  ],
  'main.tf': [
    'terraform { required_version = ">= 1.5" }\nlocals {\n  a = { for k, v in var.x : k => upper(v) if v != "" }\n  b = [for i in range(3) : "${i}-%{if i > 1}x%{else}y%{endif}"]\n  c = local.a\n  d = var.env == "prod" ? 2 : 1\n}\nvariable "env" {\n  type = string\n  default = "dev"\n}\nresource "aws_ecs_task_definition" "a" {\n  count = length(local.b)\n  family = "a"\n  container_definitions = jsonencode([{ name = "a", image = "${aws_ecr_repository.r.repository_url}:${var.tag}", memory = 512 * local.d }])\n  lifecycle { ignore_changes = [container_definitions] }\n}\nresource "aws_ecr_repository" "r" {\n  for_each = toset(["a"])\n  name = <<-EOT\n    a${each.key}\n  EOT\n  image_scanning_configuration { scan_on_push = true }\n}\nmodule "m" {\n  source = "./m"\n  x = merge({ a = 1 }, try(var.y.z[0], null))\n}\ndata "aws_iam_policy_document" "p" {\n  dynamic "statement" {\n    for_each = [1]\n    content { actions = ["*"] }\n  }\n}\n',
  ],
  'main.tf.json': ['{"resource":{"aws_ecr_repository":{"a":{"name":"${var.a}"}}}}'],
  'taskdef.json': [
    '{"family":"a","containerDefinitions":[{"name":"a","image":"a:<IMAGE1_NAME>","memory":512,"portMappings":[{"containerPort":80}]}]}',
  ],
  'k8s/kustomization.yaml': [
    'resources: [deployment.yaml, ../base, https://a.example/x]\ncomponents: [../c]\nnamespace: a\nnamePrefix: b-\nnameSuffix: -c\ncommonLabels: { a: b }\nlabels: [{ pairs: { c: d }, includeSelectors: true }]\nimages: [{ name: a, newName: b, newTag: c, digest: d }]\nreplicas: [{ name: a, count: 3 }]\npatches:\n  - target: { kind: Deployment, name: "a.*", labelSelector: "a in (b)" }\n    patch: |-\n      - { op: replace, path: /spec/template/spec/containers/0/image, value: x }\n      - { op: test, path: "/a~1b", value: y }\n  - path: p.yaml\npatchesStrategicMerge:\n  - |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: { name: a }\n    spec: { $patch: delete }\nconfigMapGenerator: [{ name: a, literals: [a=b], envs: [x.env], files: [k=v.txt], behavior: merge }]\nsecretGenerator: [{ name: s, literals: [a=b] }]\nreplacements: [{ source: { kind: ConfigMap, name: a, fieldPath: data.a, options: { delimiter: "/", index: 1 } }, targets: [{ select: { kind: Deployment }, fieldPaths: ["spec.template.spec.containers.[name=a].image"] }] }]\nvars: [{ name: A, objref: { kind: a } }]\nhelmCharts: [{ name: a, repo: b }]\n',
  ],
  'compose.yaml': [
    'name: a\ninclude: [b.yaml]\nx-base: &base { restart: always }\nservices:\n  app:\n    <<: *base\n    extends: { file: b.yaml, service: app }\n    image: "${REG:-a}/b:${TAG?missing}"\n    build: { context: ., dockerfile: Dockerfile, target: t, args: [A=b], additional_contexts: { x: "service:db" } }\n    command: ["a", "b"]\n    environment: [A=b, C]\n    env_file: [{ path: .env, required: false }]\n    ports: ["80:8080/tcp", { target: 1, published: "2-3" }]\n    volumes: ["a:/data:ro", { type: bind, source: ., target: /b }]\n    deploy: { replicas: 2, resources: { limits: { cpus: "0.5", memory: 512M } } }\n    healthcheck: { test: [CMD, a], interval: 1m30s, disable: false }\n    depends_on: { db: { condition: service_healthy } }\n    profiles: [a]\n  db: { extends: app }\nvolumes: { a: }\nsecrets: { s: { file: a } }\n',
  ],
  'copilot/app/manifest.yml': [
    'name: app\ntype: Load Balanced Web Service\nimage: { build: { dockerfile: Dockerfile, context: ., target: t, args: { a: b } }, port: 80, healthcheck: { command: ["CMD", "a"] } }\nhttp: { path: "/", healthcheck: { path: /h, success_codes: "200-299" }, deregistration_delay: 60s }\ncpu: 256\nmemory: 512\nplatform: linux/arm64\ncount: { range: { min: 1, max: 10, spot_from: 2 }, cpu_percentage: 70 }\nexec: true\nvariables: { A: b, C: { from_cfn: x } }\nsecrets: { S: { secretsmanager: x } }\nsidecars: { nginx: { port: 1, image: a } }\nstorage: { volumes: { v: { efs: true, path: /a } } }\nlogging: { image: a }\nobservability: { tracing: awsxray }\nenvironments: { prod: { count: 3, variables: { A: "${X}" } } }\ntaskdef_overrides: [{ path: "ContainerDefinitions[0].Ulimits[-].Name", value: nofile }]\n',
  ],
  'renovate.json5': [
    "// a\n{ extends: ['config:recommended', ':pinDigests', 'docker:pinDigests', \"github>a/b#c\", 'schedule:weekly',], packageRules: [{ matchManagers: ['dockerfile'], matchPackageNames: ['/^node$/', '!a*', 'b/**'], matchUpdateTypes: ['major'], enabled: false, automerge: true, schedule: ['before 5am on monday', '* 0-3 * * 1'] },], ignorePaths: ['**/x/**'], 'regexManagers': [], hostRules: [{ token: 'a' }], n: +0x1F, m: .5e-3, s: 'a\\\nb\\x41\\u{1}', inf: -Infinity, }\n",
  ],
  '.github/dependabot.yml': [
    'version: 2\nregistries: { a: { type: docker-registry, url: https://a.example, username: x, password: "${{ secrets.P }}" } }\nupdates:\n  - package-ecosystem: docker\n    directories: ["/", "/b/*", "**/c"]\n    schedule: { interval: cron, cronjob: "0 0 * * 1", timezone: UTC }\n    ignore: [{ dependency-name: "node*", versions: [">= 23"], update-types: ["version-update:semver-major"] }]\n    allow: [{ dependency-type: direct }]\n    groups: { g: { patterns: ["*"] } }\n    open-pull-requests-limit: 0\n    cooldown: { default-days: 5 }\n',
  ],
  '.pre-commit-config.yaml': [
    'default_stages: [pre-commit]\nexclude: "^a/"\nrepos:\n  - repo: https://github.com/gitleaks/gitleaks\n    rev: v8\n    hooks: [{ id: gitleaks, args: [--a], files: "\\\\.py$", stages: [pre-push] }]\n  - repo: local\n    hooks: [{ id: a, name: a, entry: hadolint Dockerfile, language: system }]\n  - repo: meta\n    hooks: [{ id: identity }]\n',
  ],
  'lefthook.yml': [
    'pre-commit:\n  parallel: true\n  commands: { a: { run: "hadolint {staged_files}", glob: "Dockerfile*" } }\n  jobs: [{ run: a, group: { jobs: [{ run: b }] } }]\nextends: [a.yml]\n',
  ],
  '.container-lens.yaml': [
    'entity: { workload-type: service, data-paths: [/data], dockerfile: [Dockerfile] }\nwaivers: [{ check: sec-image-nonroot-user, reason: because of it, approver: a, expires_at: 2026-12-24 }]\nattestations: [{ check: ops-env-parity, answer: yes, statement: we do, evidence_url: https://a.example/b, attested_by: user:default/a, attested_at: 2026-10-01, expires_at: 2027-01-01 }]\n',
  ],
  'catalog-info.yaml': [
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: a, annotations: { container-lens/workload-type: job, github.com/project-slug: a/b } }\nspec: { type: service }\n---\nkind: API\n',
  ],
  'pyproject.toml': [
    '[project]\nname = "a"\ndependencies = ["flask[async]>=2,<3 ; python_version > \'3.8\'", "b @ https://a.example/b.whl"]\noptional-dependencies = { dev = ["pytest"] }\n[dependency-groups]\ndev = ["x", { include-group = "dev" }]\n[tool.poetry.dependencies]\npython = "^3.12"\nc = { version = "*", optional = true }\n[tool.poetry.group.dev.dependencies]\nd = "1"\n[[tool.uv.index]]\nurl = "a"\n[tool.pdm.dev-dependencies]\nt = ["""z"""]\n',
  ],
  'Cargo.toml': [
    '[package]\nname = "a"\n[dependencies]\nserde = { version = "1", features = ["derive"] }\n[target.\'cfg(unix)\'.dependencies]\nx = "1"\n[workspace]\nmembers = ["a/*"]\n[workspace.dependencies]\ny = "1"\n[dev-dependencies]\nz.workspace = true\n',
  ],
  'gradle/libs.versions.toml': [
    '[versions]\na = "1"\n[libraries]\nb = { module = "c:d", version.ref = "a" }\ne = "f:g:h"\n[bundles]\ni = ["b", "e"]\n[plugins]\nj = { id = "k", version = "1" }\n',
  ],
  'pom.xml': [
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "&c;&c;">]>\n<project xmlns="x"><parent><artifactId>p</artifactId></parent><properties><v>1</v></properties><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version><scope>test</scope></dependency></dependencies><dependencyManagement><dependencies/></dependencyManagement><!-- c --><profiles><profile><dependencies><![CDATA[x]]></dependencies></profile></profiles><build><plugins><plugin><artifactId>jib-maven-plugin</artifactId></plugin></plugins></build></project>\n',
  ],
  'app.csproj': [
    '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><RuntimeIdentifier>linux-x64</RuntimeIdentifier></PropertyGroup><ItemGroup><PackageReference Include="A" Version="1" PrivateAssets="all"/><PackageReference Update="B"><Version>2</Version></PackageReference></ItemGroup></Project>\n',
  ],
  'package.json': [
    '{"name":"a","scripts":{"start":"npm run b && node --enable-source-maps server.js","b":"npm run start","prepare":"husky"},"dependencies":{"express":"^4","b":"file:../b"},"devDependencies":{"jest":"*"},"workspaces":["p/*"],"packageManager":"pnpm@9","engines":{"node":">=20"},"lint-staged":{"*.js":["eslint"]},"husky":{"hooks":{"pre-commit":"x"}}}',
  ],
  'go.mod': [
    'module a\ngo 1.22\nrequire (\n\tgithub.com/a/b v1.2.3 // indirect\n\tc v0\n)\nrequire d v1\nreplace d => ../d\ntool x\n',
  ],
  Gemfile: [
    "source 'https://rubygems.org'\ngem 'rails', '~> 7', require: false\ngroup :development, :test do\n  gem 'rspec'\nend\ngemspec\neval_gemfile 'x'\n",
  ],
  'mix.exs': [
    'defmodule A do\n  defp deps do\n    [{:phoenix, "~> 1.7"}, {:credo, ">= 0.0.0", only: [:dev, :test], runtime: false}, {:b, path: "../b"}]\n  end\nend\n',
  ],
  'build.gradle.kts': [
    'plugins { id("org.springframework.boot") version "3.2.0" }\ndependencies {\n  implementation("a:b:1")\n  testImplementation(libs.junit)\n  api(platform(libs.bundles.i))\n  runtimeOnly(project(":x"))\n}\n',
  ],
  'setup.cfg': [
    '[options]\ninstall_requires =\n    a>=1\n    b; python_version<"3"\n[options.extras_require]\ndev = c\n',
  ],
  'setup.py': [
    "from setuptools import setup\nsetup(name='a', install_requires=['b>=1', \"c\"], extras_require={'dev': ['d']}, tests_require=[])\n",
  ],
  'requirements.txt': [
    '-r base.txt\n-c c.txt\n--index-url https://a.example\na==1 --hash=sha256:00 \\\n  --hash=sha256:11\nb[x,y] ~= 1 ; extra == "z"\n-e git+https://a.example/b#egg=c\n./local\n',
  ],
  'logback.xml': [
    '<configuration><appender name="F" class="ch.qos.logback.core.FileAppender"><file>/var/log/a.log</file></appender><root level="info"><appender-ref ref="F"/></root></configuration>\n',
  ],
  'nginx.conf': [
    'http { access_log /var/log/nginx/access.log main; error_log stderr; server { listen 80; location / { proxy_pass http://a; } } }\n',
  ],
  'c/Chart.yaml': [
    'apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies: [{ name: d, version: ">=1", repository: "file://../d", condition: d.enabled, tags: [x], alias: e, import-values: [{ child: a, parent: b }, data] }]\n',
  ],
  'c/values.yaml': [
    'a: &x { b: 1, image: { repository: r, tag: "" } }\ng: *x\nglobal: { e: prod }\nlist: [1, 2.0, 0x1f, 1e3, ~, yes, "no"]\nnested: "{{ .Values.a.b }}"\n',
  ],
  'c/templates/d.yaml': [
    '{{- $root := . -}}\n{{- range $i, $e := .Values.list | default (list 1 2) }}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "c.name" $root | trunc 63 | trimSuffix "-" | quote }}\n  labels: {{- toYaml (merge (dict "a" $i) ($root.Values.labels | default dict)) | nindent 4 }}\nspec:\n  {{- with $root.Values.a }}\n  replicas: {{ .b | int | max 1 }}\n  {{- else }}\n  replicas: {{ ternary 1 2 (eq $i 0) }}\n  {{- end }}\n  template:\n    spec:\n      containers:\n        - name: a\n          image: "{{ printf "%s:%v" $root.Values.image.repository (coalesce $root.Values.image.tag $root.Chart.AppVersion) }}"\n          command: {{ tpl "{{ .Values.nested }}" $root | regexReplaceAll "a+" "b" | splitList "," | toJson }}\n          {{- if and (semverCompare ">=1.21-0" $root.Capabilities.KubeVersion.Version) (not (hasKey $root.Values "x")) }}\n          env: {{ range $k, $v := $root.Values.env }}[{ name: {{ $k }}, value: {{ $v | toString | b64enc | sha256sum }} }]{{ end }}\n          {{- end }}\n{{- end }}\n{{ define "c.name" }}{{ default .Chart.Name .Values.nameOverride }}{{ end }}\n',
  ],
};
