import type { ServiceSpec } from '../../service/serviceSpec';

/**
 * The part of a service description that a manifest decides; what is missing keeps the default of the organisation.
 *
 * @public
 */
export type ConvertedService = Partial<
  Omit<ServiceSpec, 'scaling' | 'paths' | 'shutdown'> & {
    scaling: Partial<ServiceSpec['scaling']>;
    paths: Partial<ServiceSpec['paths']>;
    shutdown: ServiceSpec['shutdown'];
  }
>;
