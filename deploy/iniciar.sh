#!/bin/sh
# Arranca el portal con https, para quien no tiene un proxy delante. Instala lo que falte en .venv la primera vez.
# CERTIFICADO y CLAVE_TLS dicen dónde están los dos archivos en PEM; PUERTO, dónde escucha. Las opciones de «portal serve»
# pueden ir al final, y mandan.
set -eu
cd "$(dirname "$0")/.."

if [ ! -x .venv/bin/python ]; then
    python3 -m venv .venv
    .venv/bin/python -m pip install --quiet .
fi
if [ ! -f .env ]; then
    echo 'Falta .env: copiá .env.example como .env y cambiá lo que haga falta.' >&2
    exit 1
fi

exec .venv/bin/python -m portal serve --host 0.0.0.0 --port "${PUERTO:-8443}" \
    --certificado "${CERTIFICADO:-deploy/tls/certificado.pem}" --clave-tls "${CLAVE_TLS:-deploy/tls/clave.pem}" "$@"
