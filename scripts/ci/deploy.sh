#!/usr/bin/env bash
# Deploys an environment as it was synthesized, and looks whether its entries have arrived: deploy.sh ENVIRONMENT
# FANOUT_VALUES may hold the values of `variable: true`, as a JSON object.
set -euo pipefail
environment=$1

# fanout refuses such a log where it synthesizes, which was elsewhere. It would hold values in plain text, and Terraform takes
# every word that it does not know for TRACE.
while IFS= read -r name; do
  case $name in
    TF_LOG | TF_LOG_CORE | TF_LOG_PROVIDER | TF_LOG_PROVIDER_* | TF_LOG_SDK*) ;;
    *) continue ;;
  esac
  level=${!name}
  case ${level^^} in
    '' | INFO | WARN | ERROR | OFF) ;;
    *)
      echo "::error::$name asks Terraform for a debug log, which prints values in plain text. Nothing was deployed." >&2
      exit 1
      ;;
  esac
done < <(compgen -e)

if [ -n "${FANOUT_VALUES:-}" ]; then export TF_VAR_values=$FANOUT_VALUES; fi
unset FANOUT_VALUES
npx --no-install cdktf deploy "$environment" --skip-synth --skip-provider-lock --auto-approve
unset TF_VAR_values
npx --no-install fanout confirm "$environment"
