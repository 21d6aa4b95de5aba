"""The minute-taking screen of a joint meeting: large type, one item after another."""
