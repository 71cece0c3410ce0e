/** Of a step on the drawing and in pictures, in px; the layout is made with it. */
export const nodeSize = { width: 248, height: 58 };
