"""A force of 2,000 officers, 200,000 cases and five million entries, or a part of it: made, loaded and measured.

`python -m bench.big_force --help`. Its record is no imitation: every entry is sealed under its case's own key, has its
leaf and its place in the tree, and `proviso record verify` passes on it.
"""
