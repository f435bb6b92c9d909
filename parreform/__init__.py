"""parreform: follow Viet Nam's administrative reform indices from the publishers' workbooks."""

__version__ = "0.1.0"
