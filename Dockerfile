# docs/running.md tells how to use it. compose.yaml adds PostgreSQL.
FROM python:3.13-slim

# Pango draws the PDF; the fonts go into it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig fonts-inter fonts-noto-color-emoji \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/dialog
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY wsgi.py LICENSE* ./
COPY migrations migrations
COPY app app
RUN pybabel compile --directory app/translations \
    && useradd --system --create-home --uid 10001 dialog \
    && install --directory --owner dialog --mode 0700 /var/lib/dialog

USER dialog
ENV INSTANCE_PATH=/var/lib/dialog PYTHONUNBUFFERED=1
VOLUME /var/lib/dialog
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
STOPSIGNAL SIGINT
CMD ["python", "-m", "app.serve"]
