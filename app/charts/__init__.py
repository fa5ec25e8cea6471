"""Where everything in a chart stands: plain values in, places in a drawing out.

The macros in templates/components/charts write the SVG. No words of ours, no models, no queries.
"""
