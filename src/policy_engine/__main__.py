"""`python -m policy_engine` is the command line."""

import sys

from policy_engine.cli import main

sys.exit(main())
