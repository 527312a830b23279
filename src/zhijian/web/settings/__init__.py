"""Settings: ``demo`` for `make serve`, ``production`` for an installation, ``testing`` for the tests."""
