import { ViewportPortal } from '@xyflow/react';
import type { GraphLayout, PlanGraph } from '../../engine';
import { hullGround } from './hull-ground';
import { nodeSize } from './node-size';

/** Steps that are drawn as lying on one ground: those of a stage (GRF-2), or of a function (GRF-5). */
export interface Hull {
  readonly key: string;
  readonly kind: 'stage' | 'function';
  readonly label: string;
  readonly steps: readonly string[];
  /** How far the ground reaches beyond its steps, in px. */
  readonly reach: number;
  /** Closes the function; absent for stages. */
  readonly close?: () => void;
}

/**
 * The grounds below the steps. A ground is the steps with some room around and the ways between them, so it never
 * takes in a step that is not its own.
 */
export function PlanHulls({
  hulls,
  plan,
  layout,
}: {
  readonly hulls: readonly Hull[];
  readonly plan: PlanGraph;
  readonly layout: GraphLayout;
}) {
  const places = new Map(layout.nodes.map((place) => [place.id, place]));
  const drawn = hulls.flatMap((hull) => {
    const own = hull.steps.flatMap((step) => places.get(step) ?? []);
    return own.length === 0 ? [] : [{ hull, own }];
  });
  return (
    <ViewportPortal>
      <svg className="plan-hulls" aria-hidden="true">
        {drawn.map(({ hull }) => {
          const ground = (className: string, reach: number) => {
            const { rects, ways } = hullGround(hull.steps, plan, places, reach);
            return (
              <g className={className}>
                {rects.map(({ key, ...rect }) => (
                  <rect key={key} {...rect} />
                ))}
                {ways.map(({ key, path, width }) => (
                  <path key={key} d={path} strokeWidth={width} />
                ))}
              </g>
            );
          };
          return (
            <g key={hull.key} className="plan-hull" data-kind={hull.kind}>
              {ground('hull-edge', hull.reach + 1)}
              {ground('hull-ground', hull.reach)}
            </g>
          );
        })}
      </svg>
      {drawn.map(({ hull, own }) => {
        if (hull.close !== undefined) {
          const first = own.reduce((top, place) => (place.y < top.y ? place : top));
          const place = `translate(${first.x}px, ${first.y - hull.reach}px) translateY(-50%)`;
          return (
            <button
              key={hull.key}
              type="button"
              className="hull-label"
              aria-expanded="true"
              style={{ transform: place }}
              onClick={hull.close}
            >
              {hull.label}
            </button>
          );
        }
        const last = own.reduce((low, place) => (place.y > low.y ? place : low));
        const place = `translate(${last.x + 8}px, ${last.y + nodeSize.height + hull.reach - 2}px)`;
        return (
          <span key={hull.key} className="hull-label" style={{ transform: place }}>
            {hull.label}
          </span>
        );
      })}
    </ViewportPortal>
  );
}
