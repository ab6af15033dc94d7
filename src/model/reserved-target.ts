const reserved = new Set(
  `PATH HOME SHELL IFS ENV BASH_ENV TMPDIR NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED
  PYTHONPATH PYTHONSTARTUP PYTHONHOME JAVA_TOOL_OPTIONS _JAVA_OPTIONS RUBYOPT PERL5OPT GIT_SSH_COMMAND HTTP_PROXY
  HTTPS_PROXY ALL_PROXY SSL_CERT_FILE`.split(/\s+/),
);
const reservedPrefixes = ['LD_', 'DYLD_', 'AWS_', 'LAMBDA_', 'ECS_', '_X_AMZN_'];

/** Whether a variable of this name changes how a process runs, in any case. */
export function isReservedTarget(name: string): boolean {
  const folded = name.toUpperCase();
  return reserved.has(folded) || reservedPrefixes.some((prefix) => folded.startsWith(prefix));
}
