import { RandomSource } from '../fuzz/randomSource';
import { Stack } from './dockerfiles';

/** A chart as `helm create` begins it and teams extend it, with values of two environments. */
export function chartFiles(
  service: string,
  stack: Stack,
  random: RandomSource,
): Record<string, string> {
  const memory = stack === 'java' ? '1Gi' : '256Mi';
  const probes = random.once(4)
    ? ''
    : `          livenessProbe:
            httpGet: { path: /healthz, port: http }
          readinessProbe:
            httpGet: { path: /healthz, port: http }
`;
  return {
    'chart/Chart.yaml': `apiVersion: v2\nname: ${service}\nversion: 0.${random.below(50)}.0\nappVersion: "1.${random.below(50)}"\n`,
    'chart/values.yaml': `replicaCount: ${1 + random.below(4)}
image:
  repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/${service}
  tag: ""
  pullPolicy: IfNotPresent
service:
  type: ClusterIP
  port: 80
serviceAccount:
  create: true
  annotations: {}
podSecurityContext:
  runAsNonRoot: ${random.pick(['true', 'true', 'false'])}
  seccompProfile:
    type: RuntimeDefault
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: ${random.pick(['true', 'false'])}
  capabilities:
    drop: [ALL]
resources:
  requests: { cpu: 100m, memory: ${memory} }
  limits: { memory: ${memory} }
autoscaling:
  enabled: ${random.pick(['true', 'false'])}
  minReplicas: 2
  maxReplicas: 6
env:
  LOG_LEVEL: info
  PORT: "8080"
nodeSelector: {}
tolerations: []
`,
    'chart/values-production.yaml': `replicaCount: 3\nautoscaling:\n  enabled: true\nenv:\n  LOG_LEVEL: warn\n`,
    'chart/values-staging.yaml': 'replicaCount: 1\nenv:\n  LOG_LEVEL: debug\n',
    'chart/.helmignore': '.git\n*.md\n',
    'chart/templates/_helpers.tpl': `{{- define "app.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "app.fullname" -}}
{{- if contains (include "app.name" .) .Release.Name }}{{ .Release.Name | trunc 63 }}{{ else }}{{ printf "%s-%s" .Release.Name (include "app.name" .) | trunc 63 | trimSuffix "-" }}{{ end }}
{{- end }}
{{- define "app.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "app.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
{{- define "app.selectorLabels" -}}
app.kubernetes.io/name: {{ include "app.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`,
    'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "app.fullname" . }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "app.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "app.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ include "app.fullname" . }}
      securityContext:
        {{- toYaml .Values.podSecurityContext | nindent 8 }}
      terminationGracePeriodSeconds: 45
      containers:
        - name: {{ .Chart.Name }}
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
${probes}          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
`,
    'chart/templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ include "app.fullname" . }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
spec:
  type: {{ .Values.service.type }}
  ports:
    - port: {{ .Values.service.port }}
      targetPort: http
      name: http
  selector:
    {{- include "app.selectorLabels" . | nindent 4 }}
`,
    'chart/templates/hpa.yaml': `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "app.fullname" . }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "app.fullname" . }}
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
{{- end }}
`,
    'chart/templates/serviceaccount.yaml': `{{- if .Values.serviceAccount.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "app.fullname" . }}
  {{- with .Values.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
`,
    'chart/templates/pdb.yaml': `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "app.fullname" . }}
spec:
  minAvailable: 1
  selector:
    matchLabels:
      {{- include "app.selectorLabels" . | nindent 6 }}
`,
  };
}

/** Deployments in one file, to see how time grows. */
export function longManifest(objects: number): string {
  return Array.from(
    { length: objects },
    (_, index) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: part-${index}
spec:
  replicas: 2
  selector:
    matchLabels: { app: part-${index} }
  template:
    metadata:
      labels: { app: part-${index} }
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: app
          image: registry.example.com/part-${index}:1.0.${index}
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { memory: 64Mi }
`,
  ).join('---\n');
}

/** Values with a given number of keys that a template walks through, to see how time grows. */
export function longValues(keys: number): Record<string, string> {
  const files = chartFiles('long-values', 'node', new RandomSource('values'));
  const env = Array.from({ length: keys }, (_, index) => `  KEY_${index}: value ${index}\n`).join(
    '',
  );
  return { ...files, 'chart/values-production.yaml': `env:\n${env}` };
}
