"""A twin of the seed's way: FastAPI, a blocking driver's pool, and callproc inside `async def`.

It exists only to be measured. The loop waits for the database, so that a second client waits for the first.
"""

import os
from typing import Annotated, Any

import jwt
import oracledb
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

SECRETO = os.environ["SECRET_KEY"]

app = FastAPI()
esquema = OAuth2PasswordBearer(tokenUrl="token")
pool = oracledb.create_pool(
    user=os.environ["DB_USER"],
    password=os.environ["DB_PASSWORD"],
    dsn=f"{os.environ['DB_HOST']}:{os.environ['DB_PORT']}/{os.environ['DB_SERVICE']}",
    min=10,
    max=10,
    disable_oob=True,
)


async def quien(token: Annotated[str, Depends(esquema)]) -> str:
    """The token's subject."""
    try:
        return str(jwt.decode(token, SECRETO, algorithms=["HS256"], options={"verify_aud": False})["sub"])
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error


@app.get("/consulta/deuda-cliente/")
async def consultar(documento: str, moneda: int, usuario: Annotated[str, Depends(quien)]) -> dict[str, Any]:
    """The seed's answer."""
    with pool.acquire() as conexion:
        cursor = conexion.cursor()
        deudas = conexion.cursor()
        cliente, cantidad, idsession = cursor.var(str), cursor.var(int), cursor.var(int)
        codresp, descresp = cursor.var(str), cursor.var(str)
        cursor.callproc(
            "PACK_PAGO_WS.PAWEB_CONSULTA",
            [documento, moneda, deudas, usuario, cliente, cantidad, idsession, codresp, descresp],
        )
        nombres = [columna[0] for columna in deudas.description or ()]
        filas = [dict(zip(nombres, fila, strict=True)) for fila in deudas]
        conexion.commit()
    return {
        "deudas": filas,
        "desc_clie": cliente.getvalue(),
        "cant_deta": cantidad.getvalue(),
        "codresp": codresp.getvalue(),
        "descresp": descresp.getvalue(),
        "idsession": idsession.getvalue(),
    }
