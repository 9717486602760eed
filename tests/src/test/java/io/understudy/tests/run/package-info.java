/** Jobs on a broker while they run, steered from outside. */
package io.understudy.tests.run;
