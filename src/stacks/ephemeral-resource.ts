import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';

export interface EphemeralResourceProps {
  /** e.g. `aws_kms_secrets`. */
  readonly type: string;
  /** The arguments in Terraform's JSON syntax; every string in them is a template. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** @default - one, without an index */
  readonly count?: string;
}

/** An `ephemeral` block, which is opened and closed in Terraform's memory. cdktf 0.21 has none of its own. */
export class EphemeralResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: EphemeralResourceProps,
  ) {
    super(scope, id, `ephemeral.${props.type}`);
  }

  override toTerraform(): Record<string, unknown> {
    const { type, count } = this.props;
    const block = { ...(count === undefined ? {} : { count }), ...this.props.arguments };
    return { ephemeral: { [type]: { [this.friendlyUniqueId]: block } } };
  }
}
