/**
 * Work of which only the newest is wanted: a request that comes while another is under way ends that one, whose answer
 * is then null.
 */
export function newest<Request, Answer>(
  work: (request: Request) => Promise<Answer>,
  end: () => void,
): (request: Request) => Promise<Answer | null> {
  let drop: (() => void) | null = null;
  return (request) => {
    if (drop !== null) {
      drop();
      end();
    }
    return new Promise((resolve) => {
      const mine = () => resolve(null);
      drop = mine;
      void work(request).then((answer) => {
        if (drop === mine) drop = null;
        resolve(answer);
      });
    });
  };
}
