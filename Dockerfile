# The phone app is built, the locked Python parts are installed; the image holds only the results.
FROM node:24-slim AS phone
WORKDIR /build/pwa
COPY pwa/package.json pwa/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY pwa ./
RUN npm run build

FROM python:3.13-slim AS parts
WORKDIR /app
RUN python -m venv /opt/throughline
COPY requirements.lock .ci/setuptools.txt /tmp/
RUN /opt/throughline/bin/pip install --no-cache-dir --require-hashes \
  --requirement /tmp/requirements.lock --requirement /tmp/setuptools.txt
COPY pyproject.toml README.md LICENSE ./
COPY migrations ./migrations
COPY server ./server
# Editable: the command finds templates, revisions and texts where they lie, in /app.
RUN /opt/throughline/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable .

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin throughline \
  && install --directory --owner throughline --group throughline --mode 700 /var/lib/throughline
COPY --from=parts /opt/throughline /opt/throughline
COPY --from=parts /app /app
COPY --from=phone /build/pwa/dist /app/pwa/dist
WORKDIR /app
ENV PATH=/opt/throughline/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    THROUGHLINE_PHONE_BUILD=/app/pwa/dist \
    THROUGHLINE_SECRETS=/run/secrets/throughline \
    THROUGHLINE_LEDGER=/var/lib/throughline/ledger
USER 10001
EXPOSE 8000
# An answer below 500 on the therapist's host name: a worker lives and takes requests.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "\
import http.client, os, sys, urllib.parse as url; \
c = http.client.HTTPConnection('127.0.0.1', 8000, timeout=4); \
c.request('GET', '/', headers={'Host': url.urlsplit(os.environ['THROUGHLINE_DESK_ORIGIN']).netloc}); \
sys.exit(c.getresponse().status >= 500)"]
ENTRYPOINT ["throughline"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
