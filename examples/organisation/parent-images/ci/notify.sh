#!/usr/bin/env bash
# Tells the platform of new releases, for everything that does not listen to the registry itself: one event for each line
# of the summary that ci/promote.sh wrote. infra/eventbridge-cascade.yaml passes them on.
# Usage: ci/notify.sh SUMMARY
#   PREFIX       HOST/NAMESPACE of the images
#   EVENT_BUS    name of the event bus; nothing is sent when it is not set
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

summary=${1:?usage: ci/notify.sh SUMMARY}
need_variables PREFIX
if [[ -z "${EVENT_BUS:-}" ]]; then
  log 'EVENT_BUS is not set: nobody is told beside those who listen to the registry.'
  exit 0
fi
need aws jq
while read -r image release digest; do
  image_named "$image" >/dev/null
  entry=$(jq --null-input --compact-output --arg bus "$EVENT_BUS" --arg repository "$PREFIX/$image" \
    --arg release "$release" --arg digest "$(digest_of "$digest")" --arg entity "resource:default/$image" \
    '[{Source: "parent-images", DetailType: "Parent Image Released", EventBusName: $bus,
       Detail: ({repository: $repository, release: $release, digest: $digest, entity: $entity} | tojson)}]')
  failed=$(aws events put-events --entries "$entry" --query FailedEntryCount --output text)
  [[ "$failed" == 0 ]] || die "the event about $image $release was not accepted."
  log "told of $image $release"
done <"$summary"
