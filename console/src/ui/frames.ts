/** Frames in one second: what has not been drawn by then will not be. */
const MOST_FRAMES = 60;

/**
 * Calls `attempt` once a frame until it has returned true `times` times, at most for a second. For pages that draw and
 * measure what they are asked for over several frames. Returns a function that stops it.
 */
export function eachFrame(attempt: () => boolean, times: number): () => void {
    let stopped = false;
    let done = 0;
    let frames = 0;
    const next = () => {
        frames++;
        if (attempt()) {
            done++;
        }
        if (!stopped && done < times && frames < MOST_FRAMES) {
            frame = requestAnimationFrame(next);
        }
    };
    let frame = requestAnimationFrame(next);
    return () => {
        stopped = true;
        cancelAnimationFrame(frame);
    };
}
