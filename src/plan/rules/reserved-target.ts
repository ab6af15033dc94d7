import { createDiagnostic } from '../../diagnostics';
import { own } from '../record';
import type { Rule } from './rule';

const reserved = new Set(
  `PATH HOME SHELL IFS ENV BASH_ENV TMPDIR NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED
  PYTHONPATH PYTHONSTARTUP PYTHONHOME JAVA_TOOL_OPTIONS _JAVA_OPTIONS RUBYOPT PERL5OPT GIT_SSH_COMMAND HTTP_PROXY
  HTTPS_PROXY ALL_PROXY SSL_CERT_FILE`.split(/\s+/),
);
const reservedPrefixes = ['LD_', 'DYLD_', 'AWS_', 'LAMBDA_', 'ECS_', '_X_AMZN_'];

/** `reserved-target`: a target that changes how the process runs, in any case. */
export const reservedTarget: Rule = ({ workspace: { manifest }, reach }) =>
  [...reach].flatMap(([{ target, at }, buckets]) => {
    const folded = target.toUpperCase();
    if (!reserved.has(folded) && !reservedPrefixes.some((prefix) => folded.startsWith(prefix))) return [];
    const refused = [...buckets]
      .filter((bucket) => own(manifest.value.buckets[bucket]?.allowReserved ?? {}, target) === undefined)
      .sort();
    return refused.length === 0
      ? []
      : [createDiagnostic('reserved-target', { target, buckets: refused }, at())];
  });
