/** Makes the calls that are due. */
@NullMarked
package io.taskcall.sync.calling;

import org.jspecify.annotations.NullMarked;
