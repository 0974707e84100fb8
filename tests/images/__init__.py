"""Images without Docker: the steps of a Dockerfile, run one by one in a bare Debian made with mmdebstrap."""
