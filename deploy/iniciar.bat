@echo off
rem Arranca el portal con https, para quien no tiene un proxy delante. Instala lo que falte en .venv la primera vez.
rem CERTIFICADO y CLAVE_TLS dicen donde estan los dos archivos en PEM; PUERTO, donde escucha. Las opciones de
rem "portal serve" pueden ir al final, y mandan.
setlocal
cd /d "%~dp0.."

if not exist .venv\Scripts\python.exe (
    py -3 -m venv .venv || exit /b 1
    .venv\Scripts\python -m pip install --quiet . || exit /b 1
)
if not exist .env (
    echo Falta .env: copia .env.example como .env y cambia lo que haga falta. 1>&2
    exit /b 1
)
if not defined PUERTO set PUERTO=8443
if not defined CERTIFICADO set CERTIFICADO=deploy\tls\certificado.pem
if not defined CLAVE_TLS set CLAVE_TLS=deploy\tls\clave.pem

.venv\Scripts\python -m portal serve --host 0.0.0.0 --port %PUERTO% --certificado "%CERTIFICADO%" --clave-tls "%CLAVE_TLS%" %*
