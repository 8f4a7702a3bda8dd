#!/usr/bin/env bash
# An artifact of `brings.yml` in (RUN), for the commit that it was made of (HEAD); its comment on that pull request out.
set -euo pipefail
folder=$(mktemp -d)
gh run download "$RUN" --name brought --dir "$folder"
tar -xOf "$folder/artifact.tar" ./brought.json | head -c 2000000 > "$folder/brought.json"
python3 .github/comment.py < "$folder/brought.json" > "$folder/comment.md"
number=$(python3 -c 'import json, sys; print(int(json.load(sys.stdin)["number"]))' < "$folder/brought.json")
# The number is a stranger's word: it must be the pull request that this commit is the head of.
if [ "$(gh api "repos/$GH_REPO/pulls/$number" --jq .head.sha)" != "$HEAD" ]; then
  echo "Pull request $number does not end in $HEAD: nothing is said." >&2
  exit 0
fi
there=$(gh api --paginate "repos/$GH_REPO/issues/$number/comments" --jq \
  '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- what a pull request brings -->"))) | .id')
if [ -n "$there" ]; then
  gh api --silent --method PATCH "repos/$GH_REPO/issues/comments/${there%%$'\n'*}" -F "body=@$folder/comment.md"
else
  gh api --silent --method POST "repos/$GH_REPO/issues/$number/comments" -F "body=@$folder/comment.md"
fi
