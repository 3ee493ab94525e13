# syntax=docker/dockerfile:1
# Wegwijs alone: one static binary, no shell, a user without rights.
#
#   docker build -t wegwijs .
#   docker run -v ./config.yaml:/etc/wegwijs/config.yaml:ro -v wegwijs:/var/lib/wegwijs -p 8066:8066 wegwijs
#
# docs/mattermost.md has a compose file and the rest.

FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
# With .git, so that 'wegwijs version' knows which commit this is.
COPY . .
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/wegwijs ./cmd/wegwijs && \
    mkdir /out/data && mkdir -m 700 /out/data/keys

# Certificates of authorities, /tmp, and a user that is not root.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/wegwijs /wegwijs
# The licences of the program, and of the fonts inside it, go where they go.
COPY LICENSE NOTICE.md /
# A new volume takes over the owner of the folder.
COPY --from=build --chown=65532:65532 /out/data /var/lib/wegwijs
# config.yaml is looked for here, so commands need no --config.
WORKDIR /etc/wegwijs
# These win from the configuration: a container listens to others, and keeps
# what must stay in its volume.
ENV WEGWIJS_HTTP_LISTEN=0.0.0.0:8066 \
    WEGWIJS_DATABASE=/var/lib/wegwijs/wegwijs.db \
    WEGWIJS_KEYS=/var/lib/wegwijs/keys
VOLUME /var/lib/wegwijs
EXPOSE 8066
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=6s --start-period=15s --retries=3 \
    CMD ["/wegwijs", "health"]
ENTRYPOINT ["/wegwijs"]
CMD ["serve"]
