"""The version of the engine, as decisions state it."""

__version__ = "0.1.0"
ENGINE = f"policy_engine {__version__}"
