"""What can be wrong with the files that the command line is given."""

from policy_engine.diagnostics import Code

CANNOT_READ = Code("PE140", "cannot-read-file")
NOT_A_CASE = Code("PE141", "not-a-case")
