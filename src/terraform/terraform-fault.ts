import { Fault } from '../diagnostics';

/** Terraform refused or failed. The message is one sentence for each thing that it said, one a line, with what to do. */
export class TerraformFault extends Fault {
  override readonly name = 'TerraformFault';
}
