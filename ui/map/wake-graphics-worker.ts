/** Makes one WebGL context and tells that it is there. */
new OffscreenCanvas(1, 1).getContext('webgl2');
self.postMessage('awake');
