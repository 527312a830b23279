"""Zhijian (职鉴): collect, check, compile, proof and publish vocational-education quality reports."""

__version__ = "0.1.0"
