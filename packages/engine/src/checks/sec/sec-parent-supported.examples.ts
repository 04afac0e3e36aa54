import { defineExamples } from '../checkExample';

export const examples = defineExamples('sec-parent-supported', [
  {
    title: 'A runtime with years of support',
    files: { Dockerfile: 'FROM node:24-slim\n' },
    verdict: 'pass',
    reason: 'node 24',
    showInDocs: true,
  },
  {
    title: 'CUDA on an operating system that its tag names',
    files: { Dockerfile: 'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04\n' },
    verdict: 'pass',
  },
  {
    title: 'CUDA on an operating system that has ended',
    files: { Dockerfile: 'FROM nvidia/cuda:11.2.2-base-ubuntu18.04\n' },
    verdict: 'fail',
  },
  {
    title: 'A runtime and its system, both named',
    files: { Dockerfile: 'FROM python:3.13-slim-bookworm\n' },
    verdict: 'pass',
  },
  {
    title: 'A runtime whose end has passed',
    files: { Dockerfile: 'FROM node:20-slim\n' },
    verdict: 'fail',
    reason: 'node 20',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'A supported runtime on a system that has ended',
    files: { Dockerfile: 'FROM python:3.12-slim-bullseye\n' },
    verdict: 'fail',
    reason: 'debian 11',
  },
  {
    title: 'An odd release line of Node.js',
    files: { Dockerfile: 'FROM node:23-alpine\n' },
    verdict: 'fail',
  },
  {
    title: 'An end within ninety days',
    files: { Dockerfile: 'FROM php:8.2-fpm\n' },
    verdict: 'warn',
    reason: '2026-12-31',
    showInDocs: true,
  },
  {
    title: 'Amazon Linux 2',
    files: { Dockerfile: 'FROM public.ecr.aws/amazonlinux/amazonlinux:2\n' },
    verdict: 'fail',
    reason: 'amazon linux 2 ',
  },
  {
    title: 'Amazon Linux 2023 by a dated tag',
    files: { Dockerfile: 'FROM amazonlinux:2023.6.20241121.0\n' },
    verdict: 'pass',
  },
  {
    title: 'CentOS',
    files: { Dockerfile: 'FROM centos:7\n' },
    verdict: 'fail',
    reason: 'centos',
  },
  {
    title: 'CentOS without a version',
    files: { Dockerfile: 'FROM centos:latest\n' },
    verdict: 'fail',
  },
  {
    title: 'CentOS Stream 9',
    files: { Dockerfile: 'FROM quay.io/centos/centos:stream9\n' },
    verdict: 'pass',
  },
  {
    title: 'The retired openjdk repository, whatever the version',
    files: { Dockerfile: 'FROM openjdk:21-jdk-slim\n' },
    verdict: 'fail',
    reason: 'deprecated',
  },
  {
    title: 'The archive of Bitnami',
    files: { Dockerfile: 'FROM bitnamilegacy/redis:7.2\n' },
    verdict: 'fail',
    reason: 'archive',
  },
  {
    title: 'The catalogue of Bitnami',
    files: { Dockerfile: 'FROM bitnami/nginx:latest\n' },
    verdict: 'warn',
    reason: 'restricted',
  },
  {
    title: 'A frozen registry',
    files: { Dockerfile: 'FROM k8s.gcr.io/pause:3.9\n' },
    verdict: 'fail',
    reason: 'frozen',
  },
  {
    title: 'A mirror of Docker Hub in ECR',
    files: {
      Dockerfile:
        'FROM 123456789012.dkr.ecr.eu-central-1.amazonaws.com/docker-hub/library/node:18-alpine\n',
    },
    verdict: 'fail',
    reason: 'node 18',
  },
  {
    title: 'Distroless names runtime and system in its repository',
    files: { Dockerfile: 'FROM gcr.io/distroless/nodejs22-debian12:nonroot\n' },
    verdict: 'pass',
  },
  {
    title: 'Distroless on a system that has ended',
    files: { Dockerfile: 'FROM gcr.io/distroless/static-debian11:nonroot\n' },
    verdict: 'fail',
    reason: 'debian 11',
  },
  {
    title: 'Distroless for Java is maintained with its Debian',
    files: { Dockerfile: 'FROM gcr.io/distroless/java21-debian12\n' },
    verdict: 'pass',
  },
  {
    title: 'Distroless without a release',
    files: { Dockerfile: 'FROM gcr.io/distroless/static:nonroot\n' },
    verdict: 'unknown',
  },
  {
    title: 'A tag without a version',
    files: { Dockerfile: 'FROM node:lts-slim\n' },
    verdict: 'unknown',
    reason: 'names no version',
  },
  {
    title: 'No tag',
    files: { Dockerfile: 'FROM python\n' },
    verdict: 'unknown',
  },
  {
    title: 'The major version alone of Python',
    files: { Dockerfile: 'FROM python:3-slim\n' },
    verdict: 'unknown',
    reason: 'python 3 is not',
  },
  {
    title: 'A release name as the tag',
    files: { Dockerfile: 'FROM debian:bookworm-slim\n' },
    verdict: 'pass',
    reason: 'debian 12',
  },
  {
    title: 'Standard support of Ubuntu, without the paid extension',
    files: { Dockerfile: 'FROM ubuntu:20.04\n' },
    verdict: 'fail',
    reason: 'ubuntu 20.04',
  },
  {
    title: 'Ubuntu by name and date',
    files: { Dockerfile: 'FROM ubuntu:noble-20260410\n' },
    verdict: 'pass',
  },
  {
    title: 'Alpine behind the version of the runtime',
    files: { Dockerfile: 'FROM golang:1.27-alpine3.19\n' },
    verdict: 'fail',
    reason: 'alpine 3.19',
  },
  {
    title: 'Alpine behind a dash, as Temurin writes it',
    files: { Dockerfile: 'FROM eclipse-temurin:21-jre-alpine-3.20\n' },
    verdict: 'fail',
    reason: 'alpine 3.20',
  },
  {
    title: 'Alpine without a version is not judged',
    files: { Dockerfile: 'FROM eclipse-temurin:21-jre-alpine\n' },
    verdict: 'pass',
    reason: 'temurin 21',
  },
  {
    title: 'Build number and update in a Java tag',
    files: { Dockerfile: 'FROM eclipse-temurin:8u432-b06-jre\n' },
    verdict: 'pass',
    reason: 'temurin 8',
  },
  {
    title: 'Corretto on Amazon Linux 2',
    files: { Dockerfile: 'FROM amazoncorretto:17-al2\n' },
    verdict: 'fail',
    reason: 'amazon linux 2 ',
  },
  {
    title: '.NET 8 in November 2026',
    files: { Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled\n' },
    verdict: 'fail',
    reason: 'dotnet 8.0',
  },
  {
    title: '.NET 10',
    files: { Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\n' },
    verdict: 'pass',
  },
  {
    title: 'Red Hat names the runtime in the repository',
    files: { Dockerfile: 'FROM registry.access.redhat.com/ubi9/nodejs-18:latest\n' },
    verdict: 'fail',
    reason: 'node 18',
  },
  {
    title: 'A universal base image',
    files: { Dockerfile: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5\n' },
    verdict: 'pass',
    reason: 'rhel 9',
  },
  {
    title: 'Python of Red Hat',
    files: { Dockerfile: 'FROM registry.access.redhat.com/ubi9/python-312\n' },
    verdict: 'pass',
    reason: 'python 3.12',
  },
  {
    title: 'Java below Tomcat',
    files: { Dockerfile: 'FROM tomcat:10.1-jre23-temurin-noble\n' },
    verdict: 'fail',
    reason: 'temurin 23',
  },
  {
    title: 'A product the data set does not know',
    files: { Dockerfile: 'FROM registry.example.com/base/node:22\n' },
    verdict: 'unknown',
    reason: 'names no product',
  },
  {
    title: 'A version the data set does not know',
    files: { Dockerfile: 'FROM nginx:1.99-alpine\n' },
    verdict: 'unknown',
    reason: 'not in the data set',
  },
  {
    title: 'A base image of Lambda',
    files: { Dockerfile: 'FROM public.ecr.aws/lambda/nodejs:18\n' },
    verdict: 'fail',
    reason: 'node 18',
  },
  {
    title: 'A base image of Lambda for a custom runtime',
    files: { Dockerfile: 'FROM public.ecr.aws/lambda/provided:al2023\n' },
    verdict: 'pass',
    reason: 'amazon linux 2023',
  },
  {
    title: 'Only a digest',
    files: {
      Dockerfile:
        'FROM node@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'From scratch',
    files: { Dockerfile: 'FROM scratch\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The parent of a build stage does not ship',
    files: {
      Dockerfile:
        'FROM node:18 AS build\nFROM gcr.io/distroless/nodejs24-debian12\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A release of Debian by its number',
    files: { Dockerfile: 'FROM debian:13.1-slim\n' },
    verdict: 'pass',
    reason: 'debian 13',
  },
  {
    title: 'Node.js by the name of its line',
    files: { Dockerfile: 'FROM node:iron-bookworm-slim\n' },
    verdict: 'fail',
    reason: 'node 20',
  },
  {
    title: 'A parent that only an argument names',
    files: { Dockerfile: 'ARG BASE\nFROM $BASE\n' },
    verdict: 'unknown',
    reason: 'not known',
  },
  {
    title: 'An image of the organisation, whose dates the organisation keeps',
    files: { Dockerfile: 'FROM registry.example.com/base/node:22.4\n' },
    organisation: {
      endOfLife: [
        { product: 'registry.example.com/base/node', cycle: '22', date: '2027-04-30' },
        { product: 'registry.example.com/base/node', cycle: '18', date: '2025-04-30' },
      ],
    },
    verdict: 'pass',
  },
  {
    title: 'An image of the organisation that has ended',
    files: { Dockerfile: 'FROM registry.example.com/base/node:18\n' },
    organisation: {
      endOfLife: [{ product: 'registry.example.com/base/node', cycle: '18', date: '2025-04-30' }],
    },
    verdict: 'fail',
  },
]);
