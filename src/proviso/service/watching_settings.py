"""How a service is watched: figures for Prometheus, and the audit stream to a system that watches for incidents."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from proviso.service.host_setting import HostName


class MetricsSettings(BaseModel):
    """Where figures about the service itself are given to Prometheus. They hold no reference, name or free text."""

    model_config = ConfigDict(extra="forbid")

    port: int = Field(0, ge=0, le=65_535, description="the port on which Prometheus asks; 0 gives none")
    host: HostName = Field("127.0.0.1", description="the address to listen on, loopback unless set")


class SyslogSettings(BaseModel):
    """To whom each entry of the record is told once it is made, by syslog over TLS (RFC 5425); to nobody without a
    host."""

    model_config = ConfigDict(extra="forbid")

    host: HostName = Field("", description="the server that takes the audit stream; none without one")
    port: int = Field(6514, ge=1, le=65_535, description="its port")
    ca_file: Path | None = Field(
        None, description="the only authorities believed about the server, in PEM; the machine’s own where left out"
    )
    certificate_file: Path | None = Field(None, description="our certificate in PEM, where the server asks for one")
    key_file: Path | None = Field(None, description="its private key in PEM, without a password")
    behind_minutes: int = Field(
        15, ge=1, le=24 * 60, description="after how many minutes without a delivery an alarm is given"
    )
