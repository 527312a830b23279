"""Charts: one definition each → their figures → a Vega-Lite spec → SVG."""
