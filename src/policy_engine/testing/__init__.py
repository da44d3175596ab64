"""The testing kit for authors of policies and plugins: cases beside a policy, run by pytest."""
