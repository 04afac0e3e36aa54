import { defineExamples } from '../checkExample';

export const examples = defineExamples('ops-logs-stdout', [
  {
    title: 'No file anywhere',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","server.js"]\n' },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The output is redirected to a file',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD /app >> /var/log/app.log 2>&1\n' },
    verdict: 'fail',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'tee writes both',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD /app | tee /var/log/app.log\n' },
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'The script redirects',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n',
      'start.sh': '#!/bin/sh\nexec > /var/log/app.log\nexec /app\n',
    },
    verdict: 'fail',
    at: 'start.sh:2',
  },
  {
    title: 'The file is linked to the stream',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN ln -sf /dev/stdout /var/log/app.log\nCMD /app >> /var/log/app.log\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Thrown away, not logged',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD /app 2>/dev/null\n' },
    verdict: 'pass',
  },
  {
    title: 'A volume for logs that nothing writes',
    files: { Dockerfile: 'FROM debian:12-slim\nVOLUME /var/log\nCMD ["/app"]\n' },
    verdict: 'pass',
  },
  {
    title: 'logback with a file alone',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/logback-spring.xml':
        '<configuration>\n<appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender"><file>/var/log/app.log</file></appender>\n<appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender"/>\n<appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="FILE"/></appender>\n<root level="INFO"><appender-ref ref="FILE"/></root>\n</configuration>\n',
    },
    verdict: 'fail',
    at: 'src/main/resources/logback-spring.xml:5',
  },
  {
    title: 'logback with a file behind another appender',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/logback-spring.xml':
        '<configuration>\n<appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender"><file>/var/log/app.log</file></appender>\n<appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender"/>\n<appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="FILE"/></appender>\n<root level="INFO"><appender-ref ref="ASYNC"/></root>\n</configuration>\n',
    },
    verdict: 'fail',
  },
  {
    title: 'logback with file and console',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/logback-spring.xml':
        '<configuration>\n<appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender"><file>/var/log/app.log</file></appender>\n<appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender"/>\n<appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="FILE"/></appender>\n<root level="INFO"><appender-ref ref="FILE"/><appender-ref ref="STDOUT"/></root>\n</configuration>\n',
    },
    verdict: 'warn',
  },
  {
    title: 'logback with the console',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/logback-spring.xml':
        '<configuration>\n<appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender"><file>/var/log/app.log</file></appender>\n<appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender"/>\n<appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="FILE"/></appender>\n<root level="INFO"><appender-ref ref="STDOUT"/></root>\n</configuration>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'logback with a file in development',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/logback-spring.xml':
        '<configuration>\n<appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender"><file>/var/log/app.log</file></appender>\n<appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender"/>\n<appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="FILE"/></appender>\n<springProfile name="dev"><root level="DEBUG"><appender-ref ref="FILE"/></root></springProfile>\n<root level="INFO"><appender-ref ref="STDOUT"/></root>\n</configuration>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'logback of the tests',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/test/resources/logback-test.xml':
        '<configuration><appender name="F" class="x.FileAppender"/><root><appender-ref ref="F"/></root></configuration>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'log4j2 with a file alone',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/log4j2.xml':
        '<Configuration><Appenders><RollingFile name="F" fileName="logs/a.log"/></Appenders><Loggers><Root level="info"><AppenderRef ref="F"/></Root></Loggers></Configuration>\n',
    },
    verdict: 'fail',
  },
  {
    title: 'log4j in properties',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/log4j.properties':
        'log4j.rootLogger=INFO, F\nlog4j.appender.F=org.apache.log4j.RollingFileAppender\n',
    },
    verdict: 'fail',
    at: 'src/main/resources/log4j.properties:1',
  },
  {
    title: 'Spring Boot writes a file beside the console',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/application.yml':
        'logging:\n  level:\n    root: INFO\n  file:\n    name: /var/log/app.log\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Spring Boot with a long block of levels and no file',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/application.yml': `logging:\n  structured:\n    format:\n      console: ecs\n  level:\n${'            com.example.orders.web: INFO\n'.repeat(60)}`,
    },
    verdict: 'pass',
  },
  {
    title: 'winston with files alone',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","server.js"]\n',
      'src/logger.js':
        "const winston = require('winston');\nmodule.exports = winston.createLogger({\n  transports: [new winston.transports.File({ filename: 'app.log' })],\n});\n",
    },
    verdict: 'fail',
    at: 'src/logger.js:3',
  },
  {
    title: 'winston with the console outside of production',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","server.js"]\n',
      'src/logger.js':
        "const winston = require('winston');\nconst logger = winston.createLogger({ transports: [new winston.transports.File({ filename: 'app.log' })] });\nif (process.env.NODE_ENV !== 'production') {\n  logger.add(new winston.transports.Console());\n}\n",
    },
    verdict: 'fail',
  },
  {
    title: 'winston with both',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","server.js"]\n',
      'src/logger.js':
        "const winston = require('winston');\nwinston.createLogger({ transports: [new winston.transports.Console(), new winston.transports.File({ filename: 'a.log' })] });\n",
    },
    verdict: 'warn',
  },
  {
    title: 'pino with a file',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","server.js"]\n',
      'src/logger.ts':
        "import pino from 'pino';\nexport const logger = pino(pino.destination('/var/log/app.log'));\n",
    },
    verdict: 'fail',
  },
  {
    title: 'pino as it is',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","server.js"]\n',
      'src/logger.ts': "import pino from 'pino';\nexport const logger = pino();\n",
    },
    verdict: 'pass',
  },
  {
    title: 'Python with a file name',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["gunicorn","app:app"]\n',
      'app.py': "import logging\nlogging.basicConfig(level=logging.INFO, filename='app.log')\n",
    },
    verdict: 'fail',
    at: 'app.py:2',
  },
  {
    title: 'Python with a dictionary',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["gunicorn","app:app"]\n',
      'settings.py':
        "LOGGING = {\n 'handlers': {'file': {'class': 'logging.FileHandler', 'filename': 'a.log'}},\n 'root': {'level': 'INFO', 'handlers': ['file']},\n}\n",
    },
    verdict: 'fail',
  },
  {
    title: 'Python with both',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["gunicorn","app:app"]\n',
      'settings.py':
        "LOGGING = {\n 'handlers': {'file': {'class': 'logging.FileHandler', 'filename': 'a.log'}, 'console': {'class': 'logging.StreamHandler'}},\n 'root': {'handlers': ['file', 'console']},\n}\n",
    },
    verdict: 'warn',
  },
  {
    title: 'Serilog with a file',
    files: {
      Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCMD ["dotnet","a.dll"]\n',
      'Program.cs':
        'Log.Logger = new LoggerConfiguration().WriteTo.File("log.txt").CreateLogger();\n',
    },
    verdict: 'fail',
  },
  {
    title: 'nginx with the logs its image links',
    files: {
      Dockerfile: 'FROM nginx:1.29-alpine\nCOPY nginx.conf /etc/nginx/nginx.conf\n',
      'nginx.conf': 'http {\n  access_log /var/log/nginx/access.log;\n}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'nginx with a log of its own',
    files: {
      Dockerfile: 'FROM nginx:1.29-alpine\nCOPY nginx.conf /etc/nginx/nginx.conf\n',
      'nginx.conf': 'http {\n  access_log /var/log/nginx/orders.log main;\n}\n',
    },
    verdict: 'fail',
    at: 'nginx.conf:2',
  },
  {
    title: 'nginx on another parent',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx\nCOPY nginx.conf /etc/nginx/nginx.conf\nCMD ["nginx"]\n',
      'nginx.conf': 'error_log /var/log/nginx/error.log;\naccess_log off;\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A configuration that does not ship',
    files: {
      Dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n',
      'ops/nginx.conf': 'access_log /data/a.log;\n',
    },
    verdict: 'pass',
  },
  {
    title: 'gunicorn by its options',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCMD ["gunicorn","--access-logfile","/var/log/access.log","app:app"]\n',
    },
    verdict: 'fail',
  },
  {
    title: 'gunicorn to the console',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCMD ["gunicorn","--access-logfile","-","app:app"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'logback that cannot be parsed',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/logback.xml': '<configuration><root>\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A base image',
    files: { Dockerfile: 'FROM debian:12-slim\n' },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'The image is built elsewhere',
    files: {
      'k8s/orders.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  template:\n    spec:\n      containers:\n        - name: orders\n          image: registry.example.com/orders:1.4.2\n',
    },
    verdict: 'unknown',
    reason: 'built elsewhere',
  },
  {
    title: 'A configuration of httpd under another name is not read',
    files: { Dockerfile: 'FROM httpd:2.4\nCOPY my.conf /usr/local/apache2/conf/httpd.conf\n' },
    unreadable: { 'my.conf': 'my.conf is a binary file.' },
    verdict: 'unknown',
  },
]);
