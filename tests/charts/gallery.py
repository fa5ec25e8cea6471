"""Every chart on one page, as each audience would see it. It is in no route of the product."""

from flask import Flask, render_template_string, request
from jinja2 import Environment

from tests.charts.samples import SAMPLES, Chart

_HEAD = """
{% extends "layouts/base.html" %}
{% block title %}Galleri{% endblock %}
{% block scheme %}{{ request.args.get("scheme", "auto") }}{% endblock %}
"""
PAGE = f"""{_HEAD}
{{% block styles %}}<link rel="stylesheet" href="{{{{ asset('bundles/' ~ bundle ~ '.css') }}}}">{{% endblock %}}
{{% block body_attributes %}} class="{{{{ bundle }}}}"{{% endblock %}}
{{% block page %}}<main id="main"><h1>Galleri</h1>{{{{ pictures|join|safe }}}}</main>{{% endblock %}}
"""
STAGE = f"""{_HEAD}
{{% block styles %}}<link rel="stylesheet" href="{{{{ asset('bundles/screen.css') }}}}">{{% endblock %}}
{{% block body_attributes %}} class="screen"{{% endblock %}}
{{% block page %}}<main id="main" class="stage"><header class="head"><h1 class="q">{{{{ title }}}}</h1></header>
{{{{ picture|safe }}}}<p class="foot">412 av 640 stemte</p></main>{{% endblock %}}
"""
PAPER = """<!doctype html><html lang="{}"><head><title>Diagrammer</title><link rel="stylesheet" href="report.css">
</head><body><h1>Diagrammer</h1>{}</body></html>"""


def draw(environment: Environment, macro: str, chart: Chart, medium: str = "web") -> str:
    """The figure, as the macro of that name draws it."""
    module = environment.get_template(f"components/charts/{macro}.html").module
    return str(getattr(module, macro)(chart, medium))


def paper_of(environment: Environment, language: str = "nb") -> str:
    return PAPER.format(language, "".join(draw(environment, *sample, "paper") for sample in SAMPLES.values()))


def add_gallery(app: Flask) -> None:
    """`/gallery?bundle=phone` or `desk`, and `/gallery/stage?name=vote`, in an app that a test has made."""

    @app.get("/gallery")
    def gallery() -> str:
        pictures = [draw(app.jinja_env, *sample) for sample in SAMPLES.values()]
        return render_template_string(PAGE, pictures=pictures, bundle=request.args.get("bundle", "phone"))

    @app.get("/gallery/stage")
    def stage() -> str:
        macro, chart = SAMPLES[request.args.get("name", "vote")]
        picture = draw(app.jinja_env, macro, chart, "screen")
        return render_template_string(STAGE, picture=picture, title=chart.title)
