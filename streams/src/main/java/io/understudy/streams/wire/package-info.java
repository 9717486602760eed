/** Event records between their bytes on a topic and the model's frames. No topology, no clock. */
package io.understudy.streams.wire;
