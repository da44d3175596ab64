"""What can be wrong with a plugin."""

from policy_engine.diagnostics import Code

PLUGIN_NOT_LOADED = Code("PE601", "plugin-not-loaded")
BAD_HOOK = Code("PE602", "bad-hook")
NO_POLICIES = Code("PE603", "no-such-policies")
DUPLICATE_NAME = Code("PE604", "name-taken")
UNKNOWN_FILE_SORT = Code("PE605", "unknown-sort-of-file")
UNKNOWN_PLUGIN = Code("PE606", "unknown-plugin")
NO_SUCH_FILE = Code("PE607", "no-such-file")
