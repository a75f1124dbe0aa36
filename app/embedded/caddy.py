"""The proxy: the shop's public origin before the web processes, and the media origin before S3.

Owns the Caddyfile. A web process counts as away when its health page says so, never because of a request that failed:
else two strangers who send broken bodies would close the shop for everybody. The media origin serves what lies under
`public/` in the bucket and takes presigned POSTs; nothing else of S3 can be reached through it.
"""

import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from app.embedded.ports import has_ipv6_loopback
from app.embedded.processes import ProcessSpec, base_environment
from app.embedded.seaweed import BUCKET

APP_DIR = Path(__file__).resolve().parents[1]
PUBLIC_BODY_LIMIT = "20MB"
UPLOAD_BODY_LIMIT = "16MB"

_TEMPLATE = """\
{{
	admin off
	auto_https off
	persist_config off
	grace_period 1500ms
	servers {{
		protocols h1
		timeouts {{
			read_header 10s
			read_body 60s
			idle 2m
		}}
	}}
}}

(only_the_request) {{
	header_up -Cookie
	header_up -Authorization
	header_up -Origin
	header_up -X-Amz-*
	header_up -X-Forwarded-*
	header_down -Access-Control-*
	header_down -Set-Cookie
	header_down -Server
	header_down -X-Amz-*
	header_down -Seaweed-*
	header_down -Vary
	transport http {{
		dial_timeout 2s
		response_header_timeout 20s
	}}
}}

(web) {{
	reverse_proxy {web_upstreams} {{
		lb_policy cookie vitrine_node {stickiness_key}
		lb_try_duration 3s
		lb_try_interval 100ms
		health_uri /health/live
		health_interval 1s
		health_timeout 3s
		stream_close_delay 1s
		transport http {{
			dial_timeout 2s
			keepalive 30s
		}}
	}}
}}

http://:{public_port} {{
	bind {public_hosts}
	encode zstd gzip
	header {{
		-Server
		-Via
		defer
	}}
	request_body {{
		max_size {public_body_limit}
	}}
	@elsewhere not host localhost
	handle @elsewhere {{
		@loopback host 127.0.0.1 ::1
		redir @loopback {public_url}{{uri}} 307
		respond "This host name is not served here." 421
	}}
	handle /static/* {{
		@file file {{
			root {app_dir}
			try_files {{path}}
		}}
		handle @file {{
			@fingerprinted expression `{{query}}.startsWith("v=") || path_regexp('-[A-Za-z0-9_-]{{8}}[.][a-z0-9]+$')`
			header ?Cache-Control "public, max-age=300"
			header @fingerprinted Cache-Control "public, max-age=31536000, immutable"
			header X-Content-Type-Options nosniff
			header Cross-Origin-Resource-Policy same-origin
			root * {app_dir}
			file_server {{
				hide .*
			}}
		}}
		handle {{
			import web
		}}
	}}
	handle {{
		import web
	}}
	handle_errors {{
		header Cache-Control no-store
		header Retry-After 2
		header Content-Type "text/plain; charset=utf-8"
		header X-Content-Type-Options nosniff
		respond "{{err.status_code}} {{err.status_text}}" {{err.status_code}}
	}}
}}

http://:{media_port} {{
	bind 127.0.0.1
	header {{
		Content-Security-Policy "default-src 'none'; sandbox"
		X-Content-Type-Options nosniff
		Cross-Origin-Resource-Policy cross-origin
		Access-Control-Allow-Origin {public_url}
		-Server
		-Via
		defer
	}}

	@object {{
		method GET HEAD
		path_regexp ^/public/[A-Za-z0-9._/-]*[A-Za-z0-9_-]$
		not path *..* *//*
	}}
	handle @object {{
		rewrite * /{bucket}{{path}}?
		reverse_proxy 127.0.0.1:{s3_port} {{
			import only_the_request
			header_down Cache-Control "public, max-age=31536000, immutable"
			@refused status 400 401 403 404 405
			handle_response @refused {{
				error 404
			}}
			@failed status 5xx
			handle_response @failed {{
				error 503
			}}
		}}
	}}

	@upload {{
		method POST
		path /upload
	}}
	handle @upload {{
		request_body {{
			max_size {upload_body_limit}
		}}
		rewrite * /{bucket}?
		reverse_proxy 127.0.0.1:{s3_port} {{
			import only_the_request
			header_down Cache-Control no-store
			@elsewhere status 3xx
			handle_response @elsewhere {{
				respond 204
			}}
			@failed status 5xx
			handle_response @failed {{
				error 503
			}}
		}}
	}}

	@preflight {{
		method OPTIONS
		path /upload
	}}
	handle @preflight {{
		header Access-Control-Allow-Methods POST
		header Access-Control-Allow-Headers Content-Type
		header Access-Control-Max-Age 600
		respond 204
	}}

	handle {{
		error 404
	}}
	handle_errors {{
		header {{
			Content-Security-Policy "default-src 'none'; sandbox"
			X-Content-Type-Options nosniff
			Cross-Origin-Resource-Policy cross-origin
			Access-Control-Allow-Origin {public_url}
			Cache-Control no-store
			Content-Type "text/plain; charset=utf-8"
			-Server
			-Via
			defer
		}}
		respond "{{err.status_code}} {{err.status_text}}" {{err.status_code}}
	}}
}}
"""


@dataclass(frozen=True)
class Caddy:
    """One proxy with two origins."""

    folder: Path
    public_port: int
    public_url: str
    media_port: int
    s3_port: int
    web_ports: tuple[int, ...]
    stickiness_key: str

    def spec(self) -> ProcessSpec:
        """Describe the proxy process, having written its Caddyfile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        caddyfile = self.folder / "Caddyfile"
        caddyfile.write_text(self._caddyfile())
        caddyfile.chmod(0o600)
        home = str(self.folder)
        return ProcessSpec(
            name="caddy",
            argv=(str(_binary()), "run", "--config", str(caddyfile), "--adapter", "caddyfile"),
            env=base_environment() | {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home},
            cwd=self.folder,
            is_ready=lambda: all(_listens(port) for port in (self.public_port, self.media_port)),
            stage=9,  # first to stop, so that nothing new comes in
            stop_timeout_seconds=2.5,
        )

    def _caddyfile(self) -> str:
        return _TEMPLATE.format(
            web_upstreams=" ".join(f"127.0.0.1:{port}" for port in self.web_ports),
            stickiness_key=self.stickiness_key,
            public_port=self.public_port,
            public_hosts="127.0.0.1 ::1" if has_ipv6_loopback() else "127.0.0.1",
            public_url=self.public_url,
            public_body_limit=PUBLIC_BODY_LIMIT,
            upload_body_limit=UPLOAD_BODY_LIMIT,
            app_dir=f'"{APP_DIR}"',
            media_port=self.media_port,
            s3_port=self.s3_port,
            bucket=BUCKET,
        )


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True


def _binary() -> Path:
    return Path(sys.prefix) / "bin" / "caddy"
