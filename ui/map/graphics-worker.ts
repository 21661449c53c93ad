/** Answers a message as soon as the graphics process has been quiet for a while. */
const gl = new OffscreenCanvas(1, 1).getContext('webgl2');

/** A round trip to an idle process takes a tenth of this. */
const AT_ONCE_MS = 3;
/** A frame that is on its way to the screen leaves gaps shorter than so many looks. */
const QUIET_LOOKS = 3;
const LOOK_AGAIN_MS = 5;

self.onmessage = () => {
  let quiet = 0;
  const look = () => {
    const start = performance.now();
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    quiet = performance.now() - start < AT_ONCE_MS ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) self.postMessage('idle');
    else setTimeout(look, LOOK_AGAIN_MS);
  };
  look();
};
