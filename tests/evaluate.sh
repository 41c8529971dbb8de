#!/usr/bin/env bash
# Measures the assistant on the sets kept apart, beside its baselines, and keeps the pages in docs/evaluation. Takes some minutes.
#   bash tests/evaluate.sh [--help] [--without-nlpjs | --drop-near-copies]
# --drop-near-copies takes out of the examples what says the same as a frozen message, and says what.
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
  --help|-h) sed -n '2,4p' "$0" | cut -c3-; exit 0 ;;
  --without-nlpjs) ;;
  --drop-near-copies)
    BRIGADE_DROP_NEAR_COPIES="$PWD/Bot/Triage" dotnet test tests/Evaluation -v quiet --filter TheFrozenSetIsLargeAndUnlikeTheExamples --logger "console;verbosity=detailed" | grep 'dropped ' | sort -u || true
    exit 0 ;;
  "") (cd tests/Evaluation/NlpJs && npm ci --no-audit --no-fund --silent) && export BRIGADE_NLPJS="$PWD/tests/Evaluation/NlpJs" ;;
  *) echo "Unknown argument $1; see --help" >&2; exit 2 ;;
esac
mkdir -p docs/evaluation
export BRIGADE_KEEP_REPORT="$PWD/docs/evaluation"
dotnet test tests/Evaluation -v quiet --logger "console;verbosity=minimal"
