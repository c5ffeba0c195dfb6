/** The pages that people see in a browser: plain HTML, no script. */
@NullMarked
package io.taskcall.auth.pages;

import org.jspecify.annotations.NullMarked;
