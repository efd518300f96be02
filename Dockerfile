FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /portal
COPY pyproject.toml README.md LICENSE ./
COPY requirements/portal.txt ./requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/portal.txt
COPY portal ./portal
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && useradd --system --uid 10001 portal

USER 10001
EXPOSE 8000
# Answers without asking the database: a database that is down is no reason to restart the portal.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/salud', timeout=2)"]
ENTRYPOINT ["portal"]
CMD ["serve", "--host", "0.0.0.0"]
